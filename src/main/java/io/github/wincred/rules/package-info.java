/**
 * What Windows documents about credentials, as code: what may be written, which domain credential serves a target, how times are counted. Every
 * backend applies these rules; none of them makes a call.
 */
@NullMarked
package io.github.wincred.rules;

import org.jspecify.annotations.NullMarked;
