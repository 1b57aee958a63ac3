import type { ActDisposition, ActKind } from '@/prisma/generated/client/enums'

/** An act of the recused person since the ground arose, and what became of it. */
export interface AffectedActLine {
  id: string
  kind: ActKind
  description: string
  occurredAt: string
  settled: { disposition: ActDisposition; reason: string; by: string; at: string } | null
}
