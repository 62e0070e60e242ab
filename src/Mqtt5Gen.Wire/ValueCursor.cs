namespace Mqtt5Gen.Wire;

/// <summary>Walks the values of a list that a decoder has checked: those of one property, or those that stand one after another.</summary>
internal ref struct ValueCursor
{
    private readonly WireForm _form;
    private readonly int _id;
    private PropertyCursor _properties;
    private ReadOnlySpan<byte> _left;

    /// <summary>The values of property <paramref name="id"/> in a section.</summary>
    public ValueCursor(ReadOnlySpan<byte> section, ReadOnlySpan<WireForm> forms, int id)
    {
        _properties = new PropertyCursor(section, forms);
        _id = id;
    }

    /// <summary>Values of one form.</summary>
    public ValueCursor(ReadOnlySpan<byte> values, WireForm form)
    {
        _left = values;
        _form = form;
    }

    /// <summary>The current value as written.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Moves to the next value.</summary>
    public bool MoveNext() => _form is WireForm.None ? MoveToProperty() : MoveOn();

    private bool MoveToProperty()
    {
        while (_properties.MoveNext())
        {
            if (_properties.Id != _id) continue;

            Value = _properties.Value;
            return true;
        }

        return false;
    }

    private bool MoveOn()
    {
        if (_left.IsEmpty) return false;

        var length = PropertyCursor.LengthOf(_form, _left);
        Value = _left[..length];
        _left = _left[length..];
        return true;
    }
}
