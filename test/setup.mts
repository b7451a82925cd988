import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core reads this once, when it is first loaded, and would otherwise write to the home folder.
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-nodes-plivo-test-'));
// It also logs every error of a node, and most tests here are about errors.
process.env.N8N_LOG_LEVEL ??= 'silent';
// On disk, as every n8n from 2.0 on does by default; before, it kept files in memory.
process.env.N8N_DEFAULT_BINARY_DATA_MODE ??= 'filesystem';
