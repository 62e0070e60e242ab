using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.MosquittoClients;

/// <summary>Proves the harness: these fail only when the tests or the machine are at fault.</summary>
public sealed class DeliveryThroughMosquittoTests(MosquittoBroker broker) : DeliveryTests(broker), IClassFixture<MosquittoBroker>;
public sealed class StatusOfMosquittoTests(MosquittoBroker broker) : StatusTests(broker), IClassFixture<MosquittoBroker>;
