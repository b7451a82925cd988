const { src, dest } = require('gulp');

// `n8n-node build` compiles and copies too; this task puts the same assets into a dist that plain `tsc` made.
// encoding: false, because gulp 5 reads files as text otherwise and corrupts every binary.
function buildAssets() {
	return src(['icons/*.svg', 'nodes/**/__schema__/**/*.json'], { base: '.', encoding: false }).pipe(dest('dist'));
}

exports['build:assets'] = buildAssets;
exports.default = buildAssets;
