namespace Mqtt5Gen.Sessions;

public sealed partial class SendWindow<T>
{
    /// <summary>Walks what is in flight; the window must not change meanwhile.</summary>
    public struct Enumerator
    {
        private readonly SendWindow<T> _window;
        private ushort _next;
        private bool _inReleases;

        internal Enumerator(SendWindow<T> window)
        {
            _window = window;
            _next = window._releases.First;
            _inReleases = true;
        }

        /// <summary>The message at this place.</summary>
        public InFlight<T> Current { get; private set; }

        /// <summary>Goes to the next message; false at the end.</summary>
        public bool MoveNext()
        {
            if (_next == 0 && _inReleases)
            {
                _inReleases = false;
                _next = _window._publishes.First;
            }

            if (_next == 0) return false;
            ref var slot = ref _window._table[_next];
            Current = Describe(slot);
            _next = slot.Next;
            return true;
        }
    }
}
