/// A composite that sums over samples itself, in an order stated by its decomposition, and so needs no marks.
///
/// Any other composite's decomposition is gone through, and marked, by the sample-dimension pass.
protocol SampleOrderedComposite: Composite {
    /// Where samples lie in the results.
    ///
    /// - Throws: `VerbatimError` where samples lie along a dimension that the composite does not take.
    func sampleTracks(_ operands: [SampleTrack]) throws -> [SampleTrack]
}
