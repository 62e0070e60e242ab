/// <summary>A temperature, as in {"degrees":20.5}.</summary>
internal sealed record Reading(double Degrees);
