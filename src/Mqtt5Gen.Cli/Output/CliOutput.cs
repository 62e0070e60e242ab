using Spectre.Console;

namespace Mqtt5Gen.Cli.Output;

/// <summary>Where a command writes: colours and the terminal's width where there is a terminal, plain text of any width where there is none.</summary>
internal sealed class CliOutput
{
    // Nothing is cut or wrapped in a file or a pipe.
    private const int UnlimitedWidth = 1_000_000;

    private CliOutput(TextWriter output, TextWriter error, bool isTerminal, bool hasColors)
    {
        Out = output;
        Error = error;
        IsTerminal = isTerminal;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = hasColors ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        if (!isTerminal) Console.Profile.Width = UnlimitedWidth;
        Console.Profile.Capabilities.Unicode = true;
    }

    /// <summary>For text as it is.</summary>
    public TextWriter Out { get; }

    /// <summary>For the one line that says why a command failed.</summary>
    public TextWriter Error { get; }

    /// <summary>For markup and tables on a terminal.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Whether somebody reads along.</summary>
    public bool IsTerminal { get; }

    /// <summary>The output of this process. <c>NO_COLOR</c> is honoured.</summary>
    public static CliOutput OfProcess()
    {
        var isTerminal = !System.Console.IsOutputRedirected;
        return new(System.Console.Out, System.Console.Error, isTerminal, isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));
    }

    /// <summary>Plain text, as for a file or a pipe.</summary>
    public static CliOutput Plain(TextWriter output, TextWriter error) => new(output, error, isTerminal: false, hasColors: false);

    /// <summary>Writes a line; on a terminal in a style of Spectre's markup (<c>bold red</c>), where one is given.</summary>
    public void Line(string text, string? style = null)
    {
        if (!IsTerminal) Out.WriteLine(text);
        else Console.WriteLine(text, style is null ? Style.Plain : Style.Parse(style));
    }

    /// <summary>Writes rows under their headings: a table on a terminal, aligned columns elsewhere.</summary>
    public void Table(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (!IsTerminal)
        {
            PlainTable.Write(Out, headings, rows);
            return;
        }

        var table = new Table().Border(TableBorder.Rounded);
        foreach (var heading in headings) table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))));

        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(cell)));

        Console.Write(table);
    }
}
