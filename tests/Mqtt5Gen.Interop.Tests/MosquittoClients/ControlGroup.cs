using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.MosquittoClients;

public sealed class DeliveryThroughMosquittoTests(MosquittoBroker broker) : DeliveryTests(broker), IClassFixture<MosquittoBroker>;
public sealed class RetainedByMosquittoTests(MosquittoBroker broker) : RetainedTests(broker), IClassFixture<MosquittoBroker>;
public sealed class SessionsOfMosquittoTests(MosquittoBroker broker) : SessionTests(broker), IClassFixture<MosquittoBroker>;
