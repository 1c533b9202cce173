@NullMarked
package dev.outrigger.remote.credentials;

import org.jspecify.annotations.NullMarked;
