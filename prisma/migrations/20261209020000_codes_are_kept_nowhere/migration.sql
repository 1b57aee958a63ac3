-- Activation codes that were kept beside a request key: the answer goes, the key stays used.
UPDATE "IdempotencyKey" SET response = '{"value": null}' WHERE command = 'identity.issue-activation';
