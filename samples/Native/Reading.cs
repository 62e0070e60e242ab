internal sealed record Reading(string Room, double Celsius);
