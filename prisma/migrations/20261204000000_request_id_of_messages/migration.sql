-- The worker's lines of the log name the request that sent a message.
ALTER TABLE "OutboxMessage" ADD COLUMN "requestId" TEXT;
