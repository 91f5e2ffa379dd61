/** Half the width and half the height of a furry head. */
export const HEAD_X = 330
export const HEAD_Y = 300
