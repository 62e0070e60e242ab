using System.Diagnostics;

namespace Mqtt5Gen.Client;

/// <summary>A publish, or a message in a handler, that somebody observes; the default is one that nobody does.</summary>
/// <param name="Activity">Its activity, if it is traced.</param>
/// <param name="Begun">When it began, as <see cref="Stopwatch"/> has it: what is measured is real time, not the client's clock.</param>
internal readonly record struct Operation(Activity? Activity, long Begun)
{
    public bool IsObserved => Begun != 0;
}
