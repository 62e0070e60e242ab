using Mqtt5Gen.Packages.Tests.Harness;

namespace Mqtt5Gen.Samples.Tests.Harness;

/// <summary>The sample Native, compiled to native code, once for all tests.</summary>
public sealed class NativeProgram : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mqtt5gen-native-");

    public string File => Path.Combine(_folder.FullName, "Native");

    // What is built is compiled as it is, without network and in the obj folder of this project alone. A warning is an error there, too.
    public async ValueTask InitializeAsync() =>
        (await DotNet.RunAsync(Path.Combine(Sample.Folder, "Native"), "publish", "-c", Sample.Configuration, "--no-build", "-o", _folder.FullName)).Succeeded();

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
