using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.OurClient;

public sealed class OurClientWithMosquittoTests(MosquittoBroker broker) : OurClientTests(broker), IClassFixture<MosquittoBroker>;
public sealed class OurClientWithOurServerTests(Mqtt5GenServer broker) : OurClientTests(broker), IClassFixture<Mqtt5GenServer>;
