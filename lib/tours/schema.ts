import { z } from 'zod'
import { TOURS } from './tours'

export const tourSchema = z.object({ tour: z.enum(TOURS, 'platform.field.required') })
