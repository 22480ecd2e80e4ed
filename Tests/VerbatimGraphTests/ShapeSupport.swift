import Testing
import Verbatim

/// A type in fewer letters.
func t(_ shape: Int..., of element: ElementType = .f32) -> TensorType { TensorType(shape, element) }

/// A region's type: parameters, results.
func body(_ parameters: [TensorType], _ results: [TensorType]) -> RegionType {
    RegionType(parameters: parameters, results: results)
}

/// Expects an operation's rule to give types.
func expect(
    _ operation: Operation, _ operands: [TensorType], _ regions: [RegionType] = [], gives types: [TensorType],
    at location: SourceLocation = #_sourceLocation
) {
    do {
        let results = try operation.resultTypes(operands: operands, regions: regions)
        #expect(results == types, sourceLocation: location)
    } catch {
        Issue.record("\(error)", sourceLocation: location)
    }
}

/// Expects the rule of an operation without regions to refuse its operands with one line.
func refuse(
    _ operation: Operation, _ operands: [TensorType], _ code: VerbatimError.Code = .shape, says: String = "",
    at location: SourceLocation = #_sourceLocation
) {
    refuse(operation, operands, [], code, says: says, at: location)
}

/// Expects an operation's rule to refuse its operands and regions with one line.
func refuse(
    _ operation: Operation, _ operands: [TensorType], _ regions: [RegionType],
    _ code: VerbatimError.Code = .shape, says: String = "",
    at location: SourceLocation = #_sourceLocation
) {
    do {
        let types = try operation.resultTypes(operands: operands, regions: regions)
        Issue.record("\(operation) of \(operands) was accepted and gives \(types)", sourceLocation: location)
    } catch let error as VerbatimError {
        #expect(error.code == code, "\(error)", sourceLocation: location)
        // Nothing asked for is not searched for: Foundation's `contains`, where it is in reach, finds no empty text.
        #expect(says.isEmpty || error.description.contains(says), "\(error)", sourceLocation: location)
        #expect(!error.description.contains("\n"), sourceLocation: location)
    } catch {
        Issue.record("\(error)", sourceLocation: location)
    }
}
