using System.Diagnostics;

namespace Mqtt5Gen.Client;

/// <summary>What measurements say of the server of a client, made once a connection.</summary>
internal sealed class MeasuredServer
{
    public static readonly MeasuredServer None = new(null);

    private readonly KeyValuePair<string, object?>[] _address;

    public MeasuredServer(Uri? server)
    {
        _address = server switch
        {
            null => [],
            { Scheme: ServerUri.Unix } => [new(Attributes.ServerAddress, server.LocalPath)],
            _ => [new(Attributes.ServerAddress, server.IdnHost), new(Attributes.ServerPort, ServerUri.PortOf(server))],
        };
        Publishing = With(Attributes.Publish, Attributes.Send);
        Receiving = With(Attributes.Receive, Attributes.Receive);
        Processing = With(Attributes.Process, Attributes.Process);
        Itself = [new(Attributes.System, Attributes.Mqtt), .. _address];
    }

    /// <summary>The server, and no operation.</summary>
    public KeyValuePair<string, object?>[] Itself { get; }

    public KeyValuePair<string, object?>[] Publishing { get; }

    public KeyValuePair<string, object?>[] Receiving { get; }

    public KeyValuePair<string, object?>[] Processing { get; }

    /// <summary>Attributes, and what went wrong if something did.</summary>
    public static TagList Tags(KeyValuePair<string, object?>[] attributes, string? error)
    {
        var tags = new TagList(attributes);
        if (error is not null) tags.Add(Attributes.ErrorType, error);
        return tags;
    }

    private KeyValuePair<string, object?>[] With(string name, string type) =>
        [new(Attributes.System, Attributes.Mqtt), new(Attributes.OperationName, name), new(Attributes.OperationType, type), .. _address];
}
