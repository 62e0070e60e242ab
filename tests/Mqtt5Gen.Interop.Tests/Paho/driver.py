"""One client of paho-mqtt that does what it is told: a command a line in, an event a line out, both JSON."""

import json
import sys
import threading

import paho.mqtt.client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

DEADLINE = 60
LOCK = threading.Lock()


def say(event):
    with LOCK:
        sys.stdout.write(json.dumps(event) + "\n")
        sys.stdout.flush()


def wait(event, what):
    if not event.wait(DEADLINE):
        raise RuntimeError(what + " did not come")


class Driver:
    def __init__(self):
        self.client = None
        self.is_v5 = False
        self.granted = threading.Event()

    def connect(self, command):
        self.is_v5 = command["version"] == 5
        connected = threading.Event()
        refused = []

        def on_connect(client, userdata, flags, code, *rest):
            if code != 0:
                refused.append(str(code))
            connected.set()

        arguments = {"client_id": command["clientId"], "protocol": {3: mqtt.MQTTv31, 4: mqtt.MQTTv311, 5: mqtt.MQTTv5}[command["version"]]}
        if not self.is_v5:
            arguments["clean_session"] = command["clean"]
        # From 2.0 on, the callbacks' form is chosen by the first argument.
        form = [mqtt.CallbackAPIVersion.VERSION1] if hasattr(mqtt, "CallbackAPIVersion") else []
        self.client = mqtt.Client(*form, **arguments)
        self.client.max_queued_messages_set(0)
        self.client.on_connect = on_connect
        self.client.on_message = lambda client, userdata, message: say({"message": self.describe(message)})
        self.client.on_subscribe = lambda *rest: self.granted.set()
        if command["will"]:
            will = command["will"]
            self.client.will_set(will["topic"], will["payload"], will["qos"], will["retain"])

        options = {}
        if self.is_v5:
            options["clean_start"] = command["clean"]
            if not command["clean"]:
                options["properties"] = Properties(PacketTypes.CONNECT)
                options["properties"].SessionExpiryInterval = 60
        self.client.connect("127.0.0.1", command["port"], **options)
        self.client.loop_start()
        wait(connected, "CONNACK")
        if refused:
            raise RuntimeError("refused: " + refused[0])
        for wanted in command["filters"]:
            self.granted.clear()
            self.client.subscribe(wanted["filter"], wanted["qos"])
            wait(self.granted, "SUBACK")

    def publish(self, command):
        message = command["message"]
        options = {}
        if self.is_v5:
            options["properties"] = Properties(PacketTypes.PUBLISH)
            if message["contentType"]:
                options["properties"].ContentType = message["contentType"]
            if message["userProperties"]:
                options["properties"].UserProperty = [tuple(pair) for pair in message["userProperties"]]
        info = self.client.publish(message["topic"], message["payload"], message["qos"], message["retain"], **options)
        info.wait_for_publish()

    def publishMany(self, command):
        infos = [self.client.publish(f"{command['prefix']}/{number}", str(number), 1) for number in range(command["count"])]
        for info in infos:
            info.wait_for_publish()

    @staticmethod
    def describe(message):
        properties = message.properties.json() if getattr(message, "properties", None) else {}
        return {
            "topic": message.topic,
            "payload": message.payload.decode(),
            "qos": message.qos,
            "retain": bool(message.retain),
            "contentType": properties.get("ContentType", ""),
            "userProperties": [list(pair) for pair in properties.get("UserProperty", [])],
        }


driver = Driver()
for line in sys.stdin:
    command = json.loads(line)
    getattr(driver, command["do"])(command)
    say({"did": command["do"]})
