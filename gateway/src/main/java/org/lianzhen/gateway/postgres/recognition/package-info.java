/** Mutual recognition in PostgreSQL: catalogue, certificates, results, and the ledger of prompts and decisions. */
@NullMarked
package org.lianzhen.gateway.postgres.recognition;

import org.jspecify.annotations.NullMarked;
