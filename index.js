// n8n reads the nodes from package.json ("n8n"); this file is only what "main" points at.
module.exports = {};
