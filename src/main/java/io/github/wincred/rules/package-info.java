/**
 * Microsoft's documented rules for credentials as code: what may be written, which domain credential serves a target, how time is counted. Every
 * backend applies these rules; none of them makes a call.
 */
@NullMarked
package io.github.wincred.rules;

import org.jspecify.annotations.NullMarked;
