import { Line, type Fate } from './line.ts'
import { comesTrue } from './phone.ts'

/** The line between gateways and MongoDB: knows a commit when it sees one. */
export class MongoLine {
  readonly line: Line
  /** What becomes of the next commits, one fate each; all others arrive. */
  readonly fates: Fate[] = []
  /** The same of those that ask for the disk. */
  readonly confirmations: Fate[] = []
  /** Commits, those that only ask for the disk included. */
  commits = 0
  /** Transactions that got as far as their commit. */
  taken = 0

  private constructor(line: Line) {
    this.line = line
    line.fate = (piece) => {
      if (!piece.includes('commitTransaction')) return 'arrives'
      this.commits += 1
      const confirms = piece.includes('majority')
      if (!confirms) this.taken += 1
      return this.fates.shift() ?? (confirms ? this.confirmations.shift() : undefined) ?? 'arrives'
    }
  }

  static async to(mongodbUri: string): Promise<MongoLine> {
    return new MongoLine(await Line.to(Number(new URL(mongodbUri).port)))
  }

  /** Directly, so that the driver does not look for the way around. */
  get uri(): string {
    return `mongodb://127.0.0.1:${this.line.port}/?directConnection=true`
  }

  /** The next commit is done, and its gateway does not hear of it; resolves when it is on its way. */
  async holdNextCommit(): Promise<void> {
    const before = this.commits
    this.fates.push('waits-for-answer')
    await comesTrue(() => this.commits > before, 'a commit is on its way')
  }

  /** What the next transaction wrote is on disk, and its gateway does not hear of that. */
  async holdNextConfirmation(): Promise<void> {
    this.confirmations.push('waits-for-answer')
    await comesTrue(() => this.confirmations.length === 0, 'a confirmation is on its way')
  }
}
