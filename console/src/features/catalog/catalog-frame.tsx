import { Outlet } from '@tanstack/react-router';
import { KindMenu } from './kind-menu.tsx';

/** What is sold and how it is counted: every kind at the left, the chosen one at the right. */
export const CatalogFrame = () => (
  <div className="with-menu">
    <KindMenu />
    <Outlet />
  </div>
);
