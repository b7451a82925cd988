// n8n's verification scanner comes as an ES module, which jest cannot load beside n8n-core: hence a process of its own.
// Prints what the scanner finds in the source (argument 1) and in the unpacked package (argument 2), as JSON.
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';

const [, , source, unpacked] = process.argv;
console.log(
	JSON.stringify({
		source: await analyzePackage(source, SOURCE_FILE_PATTERNS),
		package: await analyzePackage(unpacked, ['**/*.js', 'package.json']),
	}),
);
