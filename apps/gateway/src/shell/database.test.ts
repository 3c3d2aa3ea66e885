import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { isOutOfReach, MongoError, MongoServerError } from './database.ts'

/** What the system really says where nobody listens. */
const refusedBySystem = () =>
  new Promise<unknown>((settle) => connect({ port: 1, host: '127.0.0.1' }).once('error', settle))

test('what the system says about a connection is the way to the database, not a defect', async () => {
  expect(isOutOfReach(await refusedBySystem())).toBe(true)
  // As Node words it where the other end has closed: a code and no syscall.
  const ended = Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' })
  expect(isOutOfReach(ended)).toBe(true)
})

test('what the server refuses, and what is wrong here, stays a defect', () => {
  expect(isOutOfReach(new MongoServerError({ message: 'Document failed validation', code: 121 }))).toBe(false)
  expect(isOutOfReach(new MongoError('odd'))).toBe(false)
  expect(isOutOfReach(new TypeError('not a function'))).toBe(false)
  expect(isOutOfReach(Object.assign(new Error('wrong'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBe(false)
  expect(isOutOfReach(null)).toBe(false)
})

test('what bears a label of the driver is the way to the database', () => {
  const error = new MongoError('stepped down')
  error.addErrorLabel('RetryableWriteError')
  expect(isOutOfReach(error)).toBe(true)
})
