import { acknowledge, type Acknowledged, type Given, type Proof, type Wanted } from './gate.ts'

interface Draft {
  readonly text: string
}
declare const draft: Draft
declare const proof: Proof
declare const wanted: Wanted
declare const given: Given
declare function store(passed: Acknowledged<Draft>): void

// @ts-expect-error a draft is not acknowledged
store(draft)
// @ts-expect-error a proof of one's own making does not make it so
store({ ...draft, proof })

const decided = acknowledge(draft, wanted, given, new Date(0))
// @ts-expect-error and the gate may have refused
store(decided)
if (typeof decided === 'object') store(decided)
