extension Graph: CustomStringConvertible {
    /// The graph as a StableHLO module, in the spelling of the public tools.
    ///
    /// The graph is `@main`; the decomposition of each composite is a private function. What StableHLO has no word for
    /// is written as attributes under `verbatim.`, which its tools carry along: names and sample dimensions of inputs,
    /// names of outputs, marks of sums over samples. `Graph(text:)` reads the text back to an equal graph.
    public var text: String { TextPrinter.text(self) }

    /// The graph's text.
    public var description: String { text }

    /// Reads a StableHLO module: `text`'s own form, and what other tools print, as `SyntaxProgram` translates it.
    ///
    /// The program is `@main`, or the only public function. Calls of other functions are written out in place.
    ///
    /// - Throws: `VerbatimError` with the line and column: `.malformed` for what breaks a rule, `.unsupported` for what the
    ///   graph does not have.
    public init(text: String) throws { self = try SyntaxProgram(SyntaxModule(text: text)).graph }
}
