/// The umbrella: `import Verbatim` gives a user everything public.
@_exported import VerbatimArithmetic
@_exported import VerbatimCPU
@_exported import VerbatimGraph
@_exported import VerbatimNN
@_exported import VerbatimReference
@_exported import VerbatimTensor
@_exported import VerbatimTraining
