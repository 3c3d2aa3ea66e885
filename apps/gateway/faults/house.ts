import { startGateway, type GatewayProcess } from '@morgenkreis/sandbox'
import { fileURLToPath } from 'node:url'
import { openKita, type Kita, type Member } from './kita.ts'
import type { MongoLine } from './mongo-line.ts'
import { Phone } from './phone.ts'

const withFaults = fileURLToPath(new URL('./gateway-with-faults.ts', import.meta.url))

/** What `gateway-with-faults.ts` can do at SIGUSR2. */
export type Fault = 'dies-before-reply' | 'dies-before-telling' | 'dies-while-telling' | 'clock-jumps-back'

export interface HouseOptions {
  readonly mongodbUri: string
  readonly gateways?: number
  readonly redisUrl?: string | null
  /** By which line each gateway reaches MongoDB, if by one. */
  readonly lines?: readonly (MongoLine | undefined)[]
}

/** Gateways as processes of their own on a Kita, and phones that belong to it. */
export class House {
  readonly kita: Kita
  readonly gateways: GatewayProcess[] = []
  readonly phones: Phone[] = []
  readonly #options: HouseOptions

  private constructor(kita: Kita, options: HouseOptions) {
    this.kita = kita
    this.#options = options
  }

  static async open(options: HouseOptions): Promise<House> {
    const house = new House(await openKita(options.mongodbUri), options)
    const places = Array.from({ length: options.gateways ?? 1 }, (_, n) => n)
    house.gateways.push(...(await Promise.all(places.map((n) => house.#start(n)))))
    return house
  }

  /** Ends a gateway if it still runs, and starts one on the port where it was; with a fault, if one is named. */
  async restart(n: number, fault?: Fault): Promise<void> {
    await this.gateways[n]!.kill()
    this.gateways[n] = await this.#start(n, this.gateways[n]!.port, fault)
  }

  signal(n: number, signal: NodeJS.Signals): void {
    process.kill(this.gateways[n]!.pid, signal)
  }

  /** A phone that is not open yet. */
  async phone(member: Member): Promise<Phone> {
    const phone = new Phone(member, await this.kita.cookieOf(member), this.kita.announcement)
    this.phones.push(phone)
    return phone
  }

  /** Phones that are open and live by way of this port. */
  async live(members: readonly Member[], port: number): Promise<Phone[]> {
    const phones = await Promise.all(members.map((member) => this.phone(member)))
    return Promise.all(phones.map((phone) => phone.open(port).live()))
  }

  /** What a gateway logged, from a severity on (40 is a warning, 50 an error). */
  logged(n: number, level = 50): Record<string, unknown>[] {
    const lines = this.gateways[n]!.logs().filter((line) => line.startsWith('{'))
    return lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter((line) => Number(line['level']) >= level)
  }

  async metric(n: number, name: string): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${this.gateways[n]!.port}/metrics`)).text()
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
  }

  async close(): Promise<void> {
    for (const phone of this.phones) phone.close()
    await Promise.all(this.gateways.map((gateway) => gateway.kill()))
    await this.kita.close()
    for (const line of this.#options.lines ?? []) await line?.line.close()
  }

  #start(n: number, port = 0, fault?: Fault): Promise<GatewayProcess> {
    const { redisUrl, lines } = this.#options
    const line = lines?.[n]
    const env = {
      ...this.kita.env,
      PORT: String(port),
      ...(redisUrl && { REDIS_URL: redisUrl }),
      ...(line && { MONGODB_URI: line.uri }),
      ...(fault && { FAULT: fault }),
    }
    return startGateway({ env, ...(fault && { main: withFaults }) })
  }
}
