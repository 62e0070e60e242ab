using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Samples.Tests;

public sealed class RequestResponseWithOurServerTests(Mqtt5GenServer broker) : RequestResponseTests(broker), IClassFixture<Mqtt5GenServer>;
public sealed class OutboxWithOurServerTests(Mqtt5GenServer broker) : OutboxTests(broker), IClassFixture<Mqtt5GenServer>;
public sealed class WorkerWithOurServerTests(Mqtt5GenServer broker) : WorkerTests(broker), IClassFixture<Mqtt5GenServer>;
