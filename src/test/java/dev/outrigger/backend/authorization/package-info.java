@NullMarked
package dev.outrigger.backend.authorization;

import org.jspecify.annotations.NullMarked;
