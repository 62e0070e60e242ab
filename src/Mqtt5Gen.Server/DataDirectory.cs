namespace Mqtt5Gen.Server;

/// <summary>The folder for what must survive a restart.</summary>
internal static class DataDirectory
{
    /// <summary>Creates it where it does not exist, and finds out whether it can be written.</summary>
    public static void Prepare(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            var probe = Path.Combine(path, Path.GetRandomFileName());
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ServerException($"the data directory {path} cannot be used: {e.Message}");
        }
    }
}
