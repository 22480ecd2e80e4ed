/// How many consecutive samples make one leaf of a sum over samples.
public enum SampleLeaf {
    /// `min(Gd, max(1, 2^ceil(log2(256 / S))))`, `Gd` being 8 up to 64 samples in the step, 16 up to 256, 32 above.
    ///
    /// - Parameters:
    ///   - samples: the samples in the whole step, over all workers and micro-batches.
    ///   - positionsPerSample: how many positions of the summed dimension one sample fills (`S`).
    @inlinable
    public static func samplesPerLeaf(samples: Int, positionsPerSample: Int) -> Int {
        let most = samples <= 64 ? 8 : samples <= 256 ? 16 : 32
        var leaf = 1
        while leaf < most, leaf * positionsPerSample < 256 { leaf *= 2 }
        return leaf
    }
}
