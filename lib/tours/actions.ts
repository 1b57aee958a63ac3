'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { tourSchema } from './schema'

export const finishTour = defineAction({ input: tourSchema, command: commands.finishTour })
export const restartTour = defineAction({
  input: tourSchema,
  command: commands.restartTour,
  revalidate: ['/'],
})
