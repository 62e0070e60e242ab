using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Samples.Tests;

public sealed class PublishAndSubscribeWithMosquittoTests(MosquittoBroker broker) : PublishAndSubscribeTests(broker), IClassFixture<MosquittoBroker>;
public sealed class RequestResponseWithMosquittoTests(MosquittoBroker broker) : RequestResponseTests(broker), IClassFixture<MosquittoBroker>;
public sealed class OutboxWithMosquittoTests(MosquittoBroker broker) : OutboxTests(broker), IClassFixture<MosquittoBroker>;
public sealed class WorkerWithMosquittoTests(MosquittoBroker broker) : WorkerTests(broker), IClassFixture<MosquittoBroker>;
