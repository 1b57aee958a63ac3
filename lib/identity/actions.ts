'use server'
import { defineAction, defineSignOut } from './define-action'
import * as commands from './commands'
import * as links from './links/commands'
import { removeLinkSchema } from './links/schema'
import * as roles from './roles/commands'
import {
  grantRoleSchema,
  issueActivationSchema,
  noInputSchema,
  roleIdSchema,
  sessionIdSchema,
} from './schema'

export const signOutAction = defineSignOut()
export const signOutEverywhere = defineAction({ input: noInputSchema, command: commands.signOutEverywhere })
export const revokeSession = defineAction({
  input: sessionIdSchema,
  command: commands.revokeSession,
  revalidate: ['/my/sessions'],
})
export const issueActivation = defineAction({
  input: issueActivationSchema,
  command: commands.issueActivation,
})
export const grantRole = defineAction({
  input: grantRoleSchema,
  command: roles.grantRole,
  revalidate: ['/admin/roles'],
})
export const confirmRole = defineAction({
  input: roleIdSchema,
  command: roles.confirmRole,
  revalidate: ['/admin/roles'],
})
export const endRole = defineAction({
  input: roleIdSchema,
  command: roles.endRole,
  revalidate: ['/admin/roles'],
})
export const removeLink = defineAction({
  input: removeLinkSchema,
  command: links.removeLink,
  revalidate: ['/admin/officials'],
})
