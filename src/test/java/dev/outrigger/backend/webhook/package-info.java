/// Tests of how programs of the operator are asked.
@NullMarked
package dev.outrigger.backend.webhook;

import org.jspecify.annotations.NullMarked;
