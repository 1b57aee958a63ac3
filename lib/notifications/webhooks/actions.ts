'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { changeEndpointSchema, deliveryIdSchema, endpointIdSchema, endpointSchema } from './schema'

const revalidate = ['/admin/webhooks', '/admin/deliveries']

export const addEndpoint = defineAction({ input: endpointSchema, command: commands.addEndpoint, revalidate })
export const changeEndpoint = defineAction({
  input: changeEndpointSchema,
  command: commands.changeEndpoint,
  revalidate,
})
export const issueSecret = defineAction({ input: endpointIdSchema, command: commands.issueSecret })
export const dropPreviousSecret = defineAction({
  input: endpointIdSchema,
  command: commands.dropPreviousSecret,
  revalidate,
})
export const switchOn = defineAction({ input: endpointIdSchema, command: commands.switchOn, revalidate })
export const switchOff = defineAction({ input: endpointIdSchema, command: commands.switchOff, revalidate })
export const sendTest = defineAction({ input: endpointIdSchema, command: commands.sendTest, revalidate })
export const resendDelivery = defineAction({
  input: deliveryIdSchema,
  command: commands.resendDelivery,
  revalidate,
})
