'use server'
import { defineAction } from '../define-action'
import * as commands from './commands'
import {
  createTokenSchema,
  grantServiceSchema,
  issueTokenSchema,
  serviceIdSchema,
  tokenIdSchema,
} from './schema'

const MINE = ['/my/tokens']
const DESK = ['/admin/tokens']

export const createToken = defineAction({
  input: createTokenSchema,
  command: commands.createToken,
  revalidate: MINE,
})
export const revokeToken = defineAction({
  input: tokenIdSchema,
  command: commands.revokeToken,
  revalidate: MINE,
})
export const grantService = defineAction({
  input: grantServiceSchema,
  command: commands.grantService,
  revalidate: DESK,
})
export const issueServiceToken = defineAction({
  input: issueTokenSchema,
  command: commands.issueServiceToken,
  revalidate: DESK,
})
export const revokeServiceToken = defineAction({
  input: tokenIdSchema,
  command: commands.revokeServiceToken,
  revalidate: DESK,
})
export const endService = defineAction({
  input: serviceIdSchema,
  command: commands.endService,
  revalidate: DESK,
})
