import { expect, test } from 'vitest'
import { help, parseOptions } from './options.ts'

test('defaults are those of the goals: 40 and 60 rooms of 25, three runs; rooms of 25, 250 and 1,000; 2,000 return', () => {
  expect(parseOptions(['durable'])).toMatchObject({ bench: 'durable', rooms: [40, 60], runs: 3, rates: [] })
  expect(parseOptions(['reconnect'])).toMatchObject({ bench: 'reconnect', clients: 2000 })
  expect(parseOptions(['fanout'])).toMatchObject({ bench: 'fanout', rooms: [25, 250, 1000] })
  expect(parseOptions(['push'])).toMatchObject({ bench: 'push', runs: 3 })
})

test('options override, and --quick is one short run', () => {
  const parsed = parseOptions([
    'durable',
    '--seconds',
    '2.5',
    '--rates',
    '100,200',
    '--targets',
    'bare,ours',
    '--quick',
  ])
  expect(parsed).toMatchObject({ seconds: 2.5, rates: [100, 200], targets: ['bare', 'ours'], runs: 1 })
})

test('what is wrong is said in one sentence', () => {
  for (const args of [
    [],
    ['both'],
    ['durable', 'fanout'],
    ['durable', '--runs', '1.5'],
    ['durable', '--seconds', '0'],
  ]) {
    expect(parseOptions(args)).toEqual({ wrong: expect.any(String) })
  }
  expect(parseOptions(['durable', '--targets', 'redis'])).toEqual({ wrong: expect.stringContaining('redis') })
  expect(parseOptions(['durable', '--rate', '5'])).toEqual({ wrong: expect.stringContaining('--rate') })
})

test('--help names every option', () => {
  expect(parseOptions(['--help'])).toBe('help')
  for (const option of ['--seconds', '--rates', '--runs', '--rooms', '--targets', '--clients', '--quick']) {
    expect(help).toContain(option)
  }
})
