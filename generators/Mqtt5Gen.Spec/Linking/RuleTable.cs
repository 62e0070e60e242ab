using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Every rule by its name and its statement id, and which of them are cited.</summary>
internal sealed class RuleTable(DiagnosticBag bag)
{
    private static readonly RuleRef Unknown = new("", null);

    private readonly List<string> _order = [];
    private readonly List<string> _builtIn = [];
    private readonly Dictionary<string, Rule> _rules = [];
    private readonly Dictionary<string, SpecScalar> _places = [];
    private readonly Dictionary<string, string> _names = [];
    private readonly HashSet<string> _cited = [];

    /// <summary>The reason code that answers a breach of what the codec keeps, where no other is named; null: none does.</summary>
    public string? DefaultAnswer { get; set; }

    /// <summary>Every rule in the order of its row, with the word that names it there.</summary>
    public IEnumerable<(Rule Rule, SpecScalar At)> Rows => _order.Select(name => (_rules[name], _places[name]));

    /// <summary>The rules that no row states, in the order in which they were needed.</summary>
    public IEnumerable<Rule> BuiltIns => _builtIn.Select(name => _rules[name]);

    public void Add(SpecScalar key, SpecScalar name, Rule rule)
    {
        var isFree = true;
        foreach (var word in key == name ? [name] : new[] { key, name })
        {
            if (word.Text.Length == 0 || !_names.ContainsKey(word.Text)) continue;

            bag.ReportTaken($"Found '{word.Text}' a second time, expected every rule's id and name once.", word.At, _places[_names[word.Text]].At);
            isFree = false;
        }

        if (!isFree) bag.Excuse(key.Text);

        if (!isFree || rule.Name.Length == 0) return;

        _order.Add(rule.Name);
        _rules.Add(rule.Name, rule);
        _places.Add(rule.Name, key);
        _names[name.Text] = rule.Name;
        _names[key.Text] = rule.Name;
    }

    /// <summary>The rule without counting it as cited; null, with a diagnostic, where there is none.</summary>
    public Rule? Find(SpecScalar word)
    {
        if (_names.TryGetValue(word.Text, out var name)) return _rules[name];

        bag.ReportUnknown(DiagnosticIds.UnknownRule, "a rule's statement id or name", word, _names.Keys);
        return null;
    }

    /// <summary>The word that names the rule where its row stands.</summary>
    public SpecLocation PlaceOf(Rule rule) => _places[rule.Name].At;

    public void Replace(Rule rule) => _rules[rule.Name] = rule;

    public bool IsCited(Rule rule) => _cited.Contains(rule.Name);

    /// <summary>Cites the rule, or the list of rules, at a key. The first is returned, or null where there is none.</summary>
    public RuleRef? Cite(NodeReader row, string key = "rule")
    {
        RuleRef? first = null;
        foreach (var word in row.Words(key))
        {
            var rule = Cite(word);
            first ??= rule;
        }

        return first;
    }

    public RuleRef CiteRequired(NodeReader row, string key = "rule")
    {
        row.ReportMissing(key);
        return Cite(row, key) ?? Unknown;
    }

    /// <summary>Cites what stands in where a fault has no rule: the spec's own rule of that name, or one that no row states.</summary>
    public RuleRef BuiltIn(string fault)
    {
        var (name, about) = BuiltInRules.Of(fault);
        if (!_rules.ContainsKey(name))
        {
            _rules.Add(name, new(name, null, null, "codec", DefaultAnswer, about));
            _builtIn.Add(name);
        }

        _cited.Add(name);
        return _rules[name].Ref;
    }

    private RuleRef Cite(SpecScalar word)
    {
        if (Find(word) is not { } rule) return Unknown;

        _cited.Add(rule.Name);
        return rule.Ref;
    }
}
