/// Tests of what routes decide before and after a replica is asked.
@NullMarked
package dev.outrigger.api.rest;

import org.jspecify.annotations.NullMarked;
