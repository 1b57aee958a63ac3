import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { uuidv7 } from '@/lib/platform/ids'
import { initialsOf } from '@/lib/platform/pinyin'
import { ok } from '@/lib/platform/result'
import { norm, searchTokens } from '@/lib/platform/search-terms'
import type { declareEnterpriseSchema } from './schema'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/**
 * An enterprise that is not in the register, as its declarant knows it. The same credit code, or without one the same
 * name, is the enterprise that is there already.
 */
export function declareEnterprise({
  actor,
  clock,
  input,
  requestKey,
}: Command<typeof declareEnterpriseSchema>) {
  return write<{ enterpriseId: string; isNew: boolean }>(
    { who: actor, clock, command: 'enterprises.declare', requestKey, input },
    async (w) => {
      const known = await w.tx.enterprise.findFirst({
        where: input.uscc ? { uscc: input.uscc } : { norm: norm(input.name), name: input.name },
        select: { id: true },
      })
      if (known) return ok({ enterpriseId: known.id, isNew: false })
      const id = uuidv7(w.at)
      await w.tx.enterprise.createMany({
        data: [
          {
            id,
            name: input.name,
            uscc: input.uscc || null,
            norm: norm(input.name),
            tokens: searchTokens(input.name),
            initials: initialsOf(input.name),
            legalRepresentative: input.legalRepresentative || null,
            source: 'DECLARED',
            declaredById: actor.officialId,
          },
        ],
      })
      w.touch('Enterprise', { id })
      if (input.legalRepresentative) {
        const personId = uuidv7(w.at)
        await w.tx.enterprisePerson.createMany({
          data: [{ id: personId, enterpriseId: id, name: input.legalRepresentative, post: '法定代表人' }],
        })
        w.touch('EnterprisePerson', { id: personId })
      }
      return ok({ enterpriseId: id, isNew: true })
    },
  )
}
