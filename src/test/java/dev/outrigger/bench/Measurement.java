package dev.outrigger.bench;

import java.util.List;

/// One thing worth knowing about the performance, measured from nothing but a [Rig].
interface Measurement {
    /// What `--only` calls it.
    String name();

    List<Figure> take(Rig rig) throws Exception;
}
