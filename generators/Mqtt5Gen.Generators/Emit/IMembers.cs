using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>How conditions reach the bits, fields and properties that they name.</summary>
internal interface IMembers
{
    /// <summary>The value, as an expression.</summary>
    string Value(Operand operand);

    /// <summary>Whether it stands in the packet, as an expression.</summary>
    string IsPresent(Operand operand);

    /// <summary>Whether the value is null where it does not stand in the packet.</summary>
    bool IsNullable(Operand operand);
}
