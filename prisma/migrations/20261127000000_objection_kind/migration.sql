-- A value of its own migration: PostgreSQL lets a new one be used only after the commit that added it.
ALTER TYPE "CaseKind" ADD VALUE 'OBJECTION';
