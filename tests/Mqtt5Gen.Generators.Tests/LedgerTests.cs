using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Mqtt5Gen.Generators.Diagnostics;
using Mqtt5Gen.Generators.Tests.Harness;
using Mqtt5Gen.Spec.Linking;

namespace Mqtt5Gen.Generators.Tests;

/// <summary>The ledger of diagnostic ids: an id once given never means something else.</summary>
public sealed partial class LedgerTests
{
    private static readonly string[] Ledger = [.. ReadLedger("Shipped"), .. ReadLedger("Unshipped")];

    [Fact]
    public void TheLedgerHasEveryIdOnce()
    {
        var ids = Ledger.Select(row => row[..6]).ToList();

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void TheLedgerIsWhatTheCompilerIsTold() =>
        Assert.Equal(
            Descriptors().Select(descriptor => $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}").Order(StringComparer.Ordinal),
            Ledger.Order(StringComparer.Ordinal));

    [Fact]
    public void TheLedgerHasTheIdsThatTheLinkerReports() =>
        Assert.Equal(
            typeof(DiagnosticIds).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal),
            Ledger.Select(row => row[..6]).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryFaultOfASpecStopsTheBuildButWhatIsOnlyOfNoUse()
    {
        Assert.All(Descriptors(), descriptor => Assert.True(descriptor.IsEnabledByDefault, descriptor.Id));
        Assert.Equal(
            [DiagnosticIds.EmptyFile, DiagnosticIds.UnusedType],
            Descriptors().Where(descriptor => descriptor.DefaultSeverity is not DiagnosticSeverity.Error).Select(descriptor => descriptor.Id));
    }

    private static IEnumerable<DiagnosticDescriptor> Descriptors() => SpecDiagnostics.Ids.Select(id => SpecDiagnostics.Descriptor(id, ""));

    private static IEnumerable<string> ReadLedger(string name) =>
        Row().Matches(Repository.Read($"generators/Mqtt5Gen.Generators/AnalyzerReleases.{name}.md")).Select(match => match.Value.TrimEnd());

    [GeneratedRegex(@"^MQS\d{3} \|.*$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
