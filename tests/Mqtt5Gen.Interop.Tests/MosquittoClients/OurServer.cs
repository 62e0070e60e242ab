using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.MosquittoClients;

public sealed class DeliveryThroughOurServerTests(Mqtt5GenServer broker) : DeliveryTests(broker), IClassFixture<Mqtt5GenServer>;
public sealed class RetainedByOurServerTests(Mqtt5GenServer broker) : RetainedTests(broker), IClassFixture<Mqtt5GenServer>;
public sealed class SessionsOfOurServerTests(Mqtt5GenServer broker) : SessionTests(broker), IClassFixture<Mqtt5GenServer>;
public sealed class StatusOfOurServerTests(Mqtt5GenServer broker) : StatusTests(broker), IClassFixture<Mqtt5GenServer>;
