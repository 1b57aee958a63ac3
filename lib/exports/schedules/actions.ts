'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { createScheduleSchema, scheduleSchema } from './schema'

const DESK = ['/records/exports']

export const createSchedule = defineAction({
  input: createScheduleSchema,
  command: commands.createSchedule,
  revalidate: DESK,
})
export const pauseSchedule = defineAction({
  input: scheduleSchema,
  command: commands.pauseSchedule,
  revalidate: DESK,
})
export const resumeSchedule = defineAction({
  input: scheduleSchema,
  command: commands.resumeSchedule,
  revalidate: DESK,
})
export const endSchedule = defineAction({
  input: scheduleSchema,
  command: commands.endSchedule,
  revalidate: DESK,
})
