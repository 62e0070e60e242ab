// One MQTT.js client that does what it is told: a command a line in, an event a line out, both JSON.
import mqtt from 'mqtt'
import readline from 'node:readline'

const say = (event) => process.stdout.write(JSON.stringify(event) + '\n')

let client

const message = (topic, payload, packet) => ({
  topic,
  payload: payload.toString(),
  qos: packet.qos,
  retain: packet.retain,
  contentType: packet.properties?.contentType ?? '',
  userProperties: Object.entries(packet.properties?.userProperties ?? {}).flatMap(([name, values]) => [values].flat().map((value) => [name, value])),
})

const properties = (wanted, isV5) => isV5
  ? {
      ...(wanted.contentType && { contentType: wanted.contentType }),
      ...(wanted.userProperties.length > 0 && { userProperties: Object.fromEntries(wanted.userProperties) }),
    }
  : undefined

const address = ({ port, webSocket }) => {
  if (!webSocket) return { host: '127.0.0.1', port }
  const url = new URL(webSocket)
  return { protocol: 'ws', host: url.hostname, port: Number(url.port), path: url.pathname }
}

const commands = {
  async connect(command) {
    const isV5 = command.version === 5
    client = mqtt.connect({
      ...address(command),
      protocolVersion: command.version,
      ...(command.version === 3 && { protocolId: 'MQIsdp' }),
      clientId: command.clientId,
      clean: command.clean,
      reconnectPeriod: 0,
      ...(isV5 && !command.clean && { properties: { sessionExpiryInterval: 60 } }),
      ...(command.will && { will: { topic: command.will.topic, payload: Buffer.from(command.will.payload), qos: command.will.qos, retain: command.will.retain } }),
    })
    client.isV5 = isV5
    client.on('message', (topic, payload, packet) => say({ message: message(topic, payload, packet) }))
    await new Promise((resolve, reject) => {
      client.once('connect', resolve)
      client.once('error', reject)
      client.once('close', () => reject(new Error('the connection was closed')))
    })
    for (const { filter, qos } of command.filters) {
      const [granted] = await client.subscribeAsync(filter, { qos })
      if (granted.qos !== qos) throw new Error(`${filter} was granted ${granted.qos}`)
    }
  },

  publish: ({ message }) =>
    client.publishAsync(message.topic, message.payload, { qos: message.qos, retain: message.retain, properties: properties(message, client.isV5) }),

  publishMany: ({ prefix, count }) =>
    Promise.all(Array.from({ length: count }, (_, number) => client.publishAsync(`${prefix}/${number}`, `${number}`, { qos: 1 }))),
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const command = JSON.parse(line)
  await commands[command.do](command)
  say({ did: command.do })
}
