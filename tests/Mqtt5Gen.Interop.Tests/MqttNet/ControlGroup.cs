using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.MqttNet;

public sealed class MqttNetWithMosquittoTests(MosquittoBroker broker) : MqttNetTests(broker), IClassFixture<MosquittoBroker>;
